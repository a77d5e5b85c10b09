using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class IssuedInvoices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_invoice_register_invoice_id",
                table: "invoice_register");

            migrationBuilder.DropIndex(
                name: "ix_invoice_register_year_sequence",
                table: "invoice_register");

            migrationBuilder.AlterColumn<int>(
                name: "year",
                table: "invoice_register",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "issued_at",
                table: "invoice_register",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "paid_amount",
                table: "invoice_register",
                type: "numeric(14,3)",
                precision: 14,
                scale: 3,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "series",
                table: "invoice_register",
                type: "character varying(10)",
                maxLength: 10,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "credit_notes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    invoice_id = table.Column<long>(type: "bigint", nullable: false),
                    refund_number = table.Column<int>(type: "integer", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    total_amount = table.Column<decimal>(
                        type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    series = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_notes", x => x.id);
                    table.CheckConstraint("ck_credit_notes_sequence", "sequence > 0");
                    table.CheckConstraint("ck_credit_notes_total_amount", "total_amount >= 0");
                    table.ForeignKey(
                        name: "fk_credit_notes_invoice_register_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "invoice_register",
                        principalColumn: "invoice_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_tasks",
                columns: table => new
                {
                    invoice_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    refund_number = table.Column<int>(type: "integer", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    due_at = table.Column<DateTimeOffset>(
                        type: "timestamp with time zone", nullable: false, defaultValueSql: "'-infinity'"),
                    failure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    draft = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_tasks", x => new { x.invoice_id, x.kind, x.refund_number });
                });

            migrationBuilder.CreateTable(
                name: "invoice_documents",
                columns: table => new
                {
                    invoice_id = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "jsonb", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_documents", x => x.invoice_id);
                    table.ForeignKey(
                        name: "fk_invoice_documents_invoice_register_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "invoice_register",
                        principalColumn: "invoice_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invoice_reminders",
                columns: table => new
                {
                    invoice_id = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    due_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_reminders", x => x.invoice_id);
                    table.ForeignKey(
                        name: "fk_invoice_reminders_invoice_register_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "invoice_register",
                        principalColumn: "invoice_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.Sql(IssueEarlierInvoices);
            migrationBuilder.Sql(KeepPickUps);

            migrationBuilder.CreateIndex(
                name: "ix_invoice_register_issued_at_invoice_id",
                table: "invoice_register",
                columns: new[] { "issued_at", "invoice_id" },
                filter: "sequence IS NULL AND issued_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_register_series_year_sequence",
                table: "invoice_register",
                columns: new[] { "series", "year", "sequence" },
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoice_register_issue",
                table: "invoice_register",
                sql: "(year IS NULL) = (issued_at IS NULL) AND (sequence IS NULL OR year IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoice_register_paid_amount",
                table: "invoice_register",
                sql: "paid_amount >= 0");

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_invoice_id_refund_number",
                table: "credit_notes",
                columns: new[] { "invoice_id", "refund_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_order_id_id",
                table: "credit_notes",
                columns: new[] { "order_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_series_year_sequence",
                table: "credit_notes",
                columns: new[] { "series", "year", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_user_id_id",
                table: "credit_notes",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_document_tasks_kind_due_at_invoice_id_refund_number",
                table: "document_tasks",
                columns: new[] { "kind", "due_at", "invoice_id", "refund_number" });

            migrationBuilder.Sql(PlanDocuments);
            migrationBuilder.Sql(PlanEarlierDocuments);
            migrationBuilder.Sql(SkipEarlierReminders);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RefuseToForget);
            migrationBuilder.Sql(ForgetDocuments);

            migrationBuilder.DropTable(
                name: "credit_notes");

            migrationBuilder.DropTable(
                name: "document_tasks");

            migrationBuilder.DropTable(
                name: "invoice_documents");

            migrationBuilder.DropTable(
                name: "invoice_reminders");

            migrationBuilder.DropIndex(
                name: "ix_invoice_register_issued_at_invoice_id",
                table: "invoice_register");

            migrationBuilder.DropIndex(
                name: "ix_invoice_register_series_year_sequence",
                table: "invoice_register");

            migrationBuilder.DropCheckConstraint(
                name: "ck_invoice_register_issue",
                table: "invoice_register");

            migrationBuilder.DropCheckConstraint(
                name: "ck_invoice_register_paid_amount",
                table: "invoice_register");

            migrationBuilder.Sql(YearOfUnissuedInvoices);

            migrationBuilder.DropColumn(
                name: "issued_at",
                table: "invoice_register");

            migrationBuilder.DropColumn(
                name: "paid_amount",
                table: "invoice_register");

            migrationBuilder.DropColumn(
                name: "series",
                table: "invoice_register");

            migrationBuilder.AlterColumn<int>(
                name: "year",
                table: "invoice_register",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_invoice_register_invoice_id",
                table: "invoice_register",
                column: "invoice_id",
                filter: "sequence IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_register_year_sequence",
                table: "invoice_register",
                columns: new[] { "year", "sequence" },
                unique: true);
        }
    }
}
