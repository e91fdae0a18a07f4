# syntax=docker/dockerfile:1

FROM maven:3.9.12-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml schema.graphqls ./
COPY src/main src/main
# The tests have their own place, where a browser is: the image only packages.
RUN --mount=type=cache,target=/root/.m2 mvn -B -Dmaven.test.skip=true package
# One directory a layer, so that a new version of the gateway is a small download.
RUN java -Djarmode=tools -jar target/dockgraph.jar extract --layers --destination layers

FROM eclipse-temurin:25.0.3_9-jre-noble
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin dockgraph
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY jvm.options ./
# A published port is open to others, and who collects logs of containers reads JSON.
ENV SPRING_PROFILES_ACTIVE=production
# Starts up to where it would open its port: what was loaded and compiled by then is kept, for this JVM and these files.
RUN java @jvm.options -XX:AOTCacheOutput=dockgraph.aot -Dspring.context.exit=onRefresh -jar dockgraph.jar
# What is held, so that a new container answers at once.
RUN mkdir /data && chown 10001 /data
VOLUME /data
ENV DOCKGRAPH_MIRROR_FILE=/data/dockgraph.snapshot
USER 10001
EXPOSE 8080
# By bash itself: nothing has to be installed for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /livez HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"UP\"' <&3"]
ENTRYPOINT ["java", "@jvm.options", "-XX:MaxRAMPercentage=75", "-XX:AOTCache=dockgraph.aot", "-jar", "dockgraph.jar"]
