# One image for every Node service: their sources as they are, and the packages that they need to run. Only the console's pages
# are built, which is the same for every machine, so the image is the same on arm64 and amd64.
ARG NODE_TAG=24-bookworm-slim

FROM node:${NODE_TAG} AS packages
WORKDIR /shop
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY analysis/package.json analysis/
COPY trace-store/package.json trace-store/
COPY services/acquirer/package.json services/acquirer/
COPY services/console/package.json services/console/
COPY services/fulfillment/package.json services/fulfillment/
COPY services/gateway/package.json services/gateway/
COPY services/inventory/package.json services/inventory/
COPY services/orders/package.json services/orders/
COPY services/payments/package.json services/payments/
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts --workspace shared --workspace analysis --workspace trace-store --workspace services
# Packages' TypeScript, source maps and documents: Node loads none of them from node_modules.
RUN find node_modules -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' -o -name '*.md' \) -delete \
 && rm package-lock.json .npmrc

FROM node:${NODE_TAG} AS pages
WORKDIR /shop
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY services/console/package.json services/console/
COPY analysis/package.json analysis/
COPY shared/package.json shared/
RUN --mount=type=cache,target=/root/.npm \
    npm ci --ignore-scripts --workspace services/console
COPY shared/src/errors shared/src/errors
COPY analysis analysis
COPY services/console services/console
RUN node services/console/build-pages.mjs

FROM node:${NODE_TAG}
LABEL org.opencontainers.image.title="Spanshop" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
WORKDIR /shop
COPY --from=packages /shop ./
COPY shared shared
COPY analysis analysis
COPY trace-store trace-store
COPY services services
COPY --from=pages /shop/services/console/dist services/console/dist
COPY deploy/ready /usr/local/bin/ready
USER node
ENTRYPOINT ["node"]
