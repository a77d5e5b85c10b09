using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class KeysInOneForm : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "name_key",
                table: "brands",
                type: "text",
                nullable: false,
                computedColumnSql: "lower(btrim(regexp_replace(normalize(regexp_replace(name, "
                    + "'[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F"
                    + "\\u202A-\\u202E"
                    + "\\u2060-\\u206F\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF"
                    + "\\uFFA0\\uFFF0-\\uFFFC\\U000E0100-\\U000E01EF]', "
                    + "'', 'g'), NFKC), '[\\t\\n\\r \\u0085\\u1680\\u2028\\u2029]+', ' ', 'g')) COLLATE \"und-x-icu\")",
                stored: true);

            migrationBuilder.Sql("DROP INDEX ix_brands_name");

            foreach (var table in (string[])["brands", "categories", "pet_types"])
                migrationBuilder.Sql(ShowNamesInOneForm(table));
            migrationBuilder.Sql(NameInvisibleBrands);
            migrationBuilder.Sql(MergeBrands);
            migrationBuilder.Sql(RenewTradeMarks);
            migrationBuilder.Sql(RenewLongKeys);

            migrationBuilder.CreateIndex(
                name: "ix_brands_name_key",
                table: "brands",
                column: "name_key",
                unique: true);

            // Filled by the program, in this same run of migrate: the database cannot fold.
            migrationBuilder.DropColumn(
                name: "search_text",
                table: "users");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "users",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_search_text",
                table: "users",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "public.gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_users_without_search_text",
                table: "users",
                column: "id",
                filter: "search_text IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_users_without_search_text",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_brands_name_key",
                table: "brands");

            migrationBuilder.DropColumn(
                name: "name_key",
                table: "brands");

            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_brands_name ON brands (lower(name))");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "users");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "users",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                computedColumnSql: "username || ' ' || coalesce(email, '') || ' ' || coalesce(first_name, '') || ' ' "
                    + "|| coalesce(last_name, '')",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_search_text",
                table: "users",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "public.gin_trgm_ops" });
        }
    }
}
