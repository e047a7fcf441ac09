# syntax=docker/dockerfile:1
FROM node:24.21-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run --silent build && npm prune --omit=dev

FROM node:24.21-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# `npm run cli` (doctor, diagnose) runs from source.
COPY package.json .env.example ./
COPY src src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# No curl in this image, and none needed. What a load balancer wants to know is /readyz.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# No tini: the bot listens for SIGTERM itself and starts no process of its own, so number 1 has nothing to reap.
CMD ["node", "dist/main.js"]
