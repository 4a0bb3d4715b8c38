# The reporter as an image of its own. Generated from the platform file; edit that one.
FROM node:24.21.0-alpine
WORKDIR /app
COPY charts/sentry-kubernetes/files/reporter.mjs charts/sentry-kubernetes/files/reporter.mjs.LICENSE.txt ./
USER 65532:65532
EXPOSE 8080
CMD ["node", "--max-semi-space-size=2", "--heap-growing-percent=50", "--no-concurrent-recompilation", "--baseline-batch-compilation-threshold=16384", "--expose-gc", "/app/reporter.mjs"]
