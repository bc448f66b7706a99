# syntax=docker/dockerfile:1
# One image for every process of hedui: `worker`, `console`, and the commands of an operator.

FROM node:20.20-bookworm-slim AS build
WORKDIR /hedui
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run --silent build && npm prune --omit=dev --ignore-scripts

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production TZ=UTC HEDUI_HOME=/var/lib/hedui
WORKDIR /hedui
RUN useradd --system --uid 10001 --home-dir /var/lib/hedui --create-home hedui
COPY --from=build /hedui/package.json /hedui/package-lock.json ./
COPY --from=build /hedui/node_modules ./node_modules
COPY --from=build /hedui/dist ./dist
COPY --from=build /hedui/config ./config
COPY --from=build /hedui/console/assets ./console/assets
COPY --from=build /hedui/LICENSE ./
USER 10001
VOLUME /var/lib/hedui
# Node ends on SIGTERM only if it is asked to; hedui does: jobs under way are let go, others take them up.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "dist/scripts/hedui.js"]
CMD ["worker", "--metrics-port", "9464", "--metrics-host", "0.0.0.0"]
