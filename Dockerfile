FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/PetShop.Api/PetShop.Api.csproj src/PetShop.Api/packages.lock.json src/PetShop.Api/
RUN dotnet restore src/PetShop.Api --locked-mode
COPY src/PetShop.Api src/PetShop.Api
RUN dotnet publish src/PetShop.Api --no-restore -c Release -o /app

# No shell, no package manager, not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
# The slim image has no time zones.
COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --retries=3 CMD ["dotnet", "PetShop.Api.dll", "health"]
ENTRYPOINT ["dotnet", "PetShop.Api.dll"]
