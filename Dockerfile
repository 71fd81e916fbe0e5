FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /build
COPY . .
# ReadyToRun halves the time to the first answer. It compiles for the platform that the build stage runs on.
RUN dotnet publish src/IdentityService.Host -c Release -o /service --use-current-runtime --self-contained false -p:PublishReadyToRun=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /service
COPY --from=build /service .
# The plain user that the base image brings. ICU is in this image (not in the chiseled ones): names are compared by Unicode's rules.
RUN mkdir /data && chown "$APP_UID" /data && chmod 700 /data
USER $APP_UID
ENV ASPNETCORE_URLS=http://+:8080 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    DataFolder=/data \
    KeyFile=/data/key
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["dotnet", "IdentityService.Host.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "IdentityService.Host.dll"]
