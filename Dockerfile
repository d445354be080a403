# The same steps as `make`: the client, then the program with the client inside.
FROM node:22-bookworm-slim AS client
WORKDIR /src/client
COPY client/package.json client/package-lock.json client/.npmrc ./
RUN npm ci
COPY client/ ./
COPY locales/ ../locales/
RUN npm run build

FROM golang:1.26-bookworm AS program
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY migrations/ migrations/
COPY locales/ locales/
COPY server/ server/
COPY client/embed.go client/embed.go
COPY --from=client /src/client/dist/ client/dist/
ARG VERSION=unknown
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-X main.version=${VERSION}" -o /tongchuang ./server

# Nothing but the program: no shell, no Postgres. DATABASE_URL is needed here.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=program /tongchuang /tongchuang
USER nonroot
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["/tongchuang", "health"]
ENTRYPOINT ["/tongchuang"]
CMD ["serve"]
