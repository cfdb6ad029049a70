FROM node:24-slim AS build
WORKDIR /tool
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-slim
# `diff` reads the base from git's objects. The mounted folder belongs to another user.
RUN apt-get update \
  && apt-get install -y --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*'
COPY --from=build /tool/package.json /tool/
COPY --from=build /tool/dist /tool/dist
COPY --from=build /tool/rules/checks /tool/rules/checks
USER node
WORKDIR /code
ENTRYPOINT ["node", "/tool/dist/cli.js"]
