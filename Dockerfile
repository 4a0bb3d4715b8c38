# The reporter as an image of its own, for clusters that must not run code from a ConfigMap:
#   docker build -t REGISTRY/sentry-k8s-reporter:0.1.0 .
# then set bundle.enabled=false and name the image in the chart's values.
FROM node:24.21.0-alpine AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-alpine
LABEL org.opencontainers.image.title="sentry-k8s reporter" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
# The Kubernetes client reads kubeconfig files (out-cluster); the bundle loads it only then.
COPY --from=build /src/node_modules ./node_modules
COPY charts/sentry-kubernetes/files/reporter.mjs ./reporter.mjs
USER 65532:65532
EXPOSE 8080
CMD ["node", "--max-semi-space-size=2", "--heap-growing-percent=50", "--no-concurrent-recompilation", "--baseline-batch-compilation-threshold=16384", "--expose-gc", "/app/reporter.mjs"]
