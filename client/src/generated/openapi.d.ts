// Made from openapi.json by client/scripts/generate.ts: change the routes, not this file.

export interface paths {
    "/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forecast the next closes from the prices given
         * @description Uses the symbol's price-only version, without `symbol` the pooled one. The forecast is logged before it is answered.
         */
        post: operations["predict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols/{symbol}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The champion's forecast of a symbol
         * @description Cacheable until the next close of the exchange (a minute while a bar is late). `If-None-Match` with its ETag gives 304.
         */
        get: operations["forecastSymbol"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The symbols that are followed, in alphabetical order */
        get: operations["listSymbols"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols/{symbol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One symbol and its model versions in use */
        get: operations["getSymbol"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols/{symbol}/bars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Daily bars as they are known now, oldest first */
        get: operations["listBars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols/{symbol}/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest row of every feature set */
        get: operations["latestFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols/{symbol}/forecasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Canonical forecasts with their outcomes, newest session first */
        get: operations["listForecasts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols/{symbol}/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rolling scores of champion and challenger beside the random walk's */
        get: operations["getScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Model versions, newest first */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols/{symbol}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Model versions of one symbol, newest first */
        get: operations["listSymbolModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model version; the ETag is the revision of its symbol’s champion alias */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a version the champion of its symbol
         * @description With If-Match, only while the champion alias is at that revision. A version that is champion already stays it.
         */
        post: operations["promoteModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/symbols/{symbol}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back the newest promotion of a symbol that still stands */
        post: operations["rollbackSymbol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alarms of the drift detectors, newest first */
        get: operations["listAlarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of every drift detector */
        get: operations["listDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Decisions of the promotion gate with their numbers, newest first */
        get: operations["listDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retrainings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrainings and what became of them, newest first */
        get: operations["listRetrainings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first */
        get: operations["listJobs"];
        put?: never;
        /** Queue work; a job that is waiting or running already is not queued twice */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process is alive */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The server can answer forecasts; 503 says what is missing */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is running */
        get: operations["version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics in the Prometheus text format */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Problem
         * @description RFC 9457 problem details
         * @example {
         *       "type": "about:blank",
         *       "title": "Unprocessable Entity",
         *       "status": 422,
         *       "detail": "arima(1,1,1) needs at least 25 prices, got 10",
         *       "code": "SERIES_TOO_SHORT",
         *       "field": "recent_prices",
         *       "accepted": "25 to 10000 prices, oldest first",
         *       "request_id": "3f0c9d0a"
         *     }
         */
        Problem: {
            /** @description Always about:blank: `code` names the problem */
            type: string;
            title: string;
            status: number;
            detail: string;
            /**
             * @description Stable; safe to branch on
             * @enum {string}
             */
            code: "CONFIG_INVALID" | "USAGE" | "BAD_REQUEST" | "FORBIDDEN" | "NOT_FOUND" | "SYMBOL_NOT_FOUND" | "MODEL_NOT_FOUND" | "FORECAST_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "CONFLICT" | "ALIAS_MOVED" | "MODEL_EXISTS" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "IDEMPOTENCY_MISMATCH" | "INVALID_INPUT" | "SERIES_TOO_SHORT" | "NO_MODEL" | "DATABASE_TOO_NEW" | "MIGRATION_CHANGED" | "DATABASE_UNAVAILABLE" | "SPOOL_FULL" | "NOT_READY" | "SOURCE_UNAVAILABLE" | "SOURCE_REFUSED" | "LANDING_CORRUPT" | "INTERNAL";
            /** @description The field at fault */
            field?: string;
            /** @description What that field would accept */
            accepted?: string;
            /** @description What the server lacks before it is ready */
            missing?: string[];
            /** @description The X-Request-Id of this request, as in the logs */
            request_id: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    predict: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key and body gets the first answer again and changes nothing. Kept in memory: for the life of this process. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Closing prices, oldest first */
                    recent_prices: number[];
                    /**
                     * @description A ticker; case does not matter
                     * @example AAPL
                     */
                    symbol?: string;
                    /**
                     * @description Sessions ahead
                     * @default 1
                     */
                    horizon?: number;
                    /**
                     * @description Probability that the central interval is meant to have
                     * @default 0.9
                     */
                    level?: number;
                };
            };
        };
        responses: {
            /** @description A forecast with the random walk beside it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "prediction": 172.41,
                     *       "lower": 169.9,
                     *       "upper": 174.96,
                     *       "level": 0.9,
                     *       "random_walk": 172.4,
                     *       "horizon": 1,
                     *       "forecast": [
                     *         {
                     *           "step": 1,
                     *           "mean": 172.41,
                     *           "lower": 169.9,
                     *           "upper": 174.96
                     *         }
                     *       ],
                     *       "model": {
                     *         "id": "mv_5f0c2a9e",
                     *         "name": "arima(1,1,1)",
                     *         "version": 1
                     *       },
                     *       "forecast_id": "fc_0b6f7d2c"
                     *     }
                     */
                    "application/json": {
                        /** @description The next close */
                        prediction: number;
                        lower: number;
                        upper: number;
                        level: number;
                        /** @description The random walk's forecast of every step: the last price */
                        random_walk: number;
                        horizon: number;
                        forecast: {
                            /** @description Sessions ahead */
                            step: number;
                            /** @description Median of the predictive distribution */
                            mean: number;
                            lower: number;
                            upper: number;
                        }[];
                        /** @description The version that made the forecast */
                        model: {
                            id: string;
                            /** @description The specification, such as arima(1,1,1) */
                            name: string;
                            /** @description Counted per symbol */
                            version: number;
                        };
                        /** @description Under which the forecast is logged */
                        forecast_id: string;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state of the server does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forecastSymbol: {
        parameters: {
            query?: {
                /** @description Sessions ahead */
                horizon?: number;
                /** @description Probability that the central interval is meant to have */
                level?: number;
            };
            header?: {
                "if-none-match"?: string;
            };
            path: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The champion's forecast from the newest bar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "symbol": "AAPL",
                     *       "currency": "USD",
                     *       "prediction": 192.61,
                     *       "lower": 189.4,
                     *       "upper": 195.9,
                     *       "level": 0.9,
                     *       "random_walk": 192.53,
                     *       "horizon": 1,
                     *       "forecast": [
                     *         {
                     *           "step": 1,
                     *           "mean": 192.61,
                     *           "lower": 189.4,
                     *           "upper": 195.9,
                     *           "target_session": "2024-01-02",
                     *           "random_walk": 192.53
                     *         }
                     *       ],
                     *       "as_of": {
                     *         "session": "2023-12-29",
                     *         "instant": "2023-12-29T21:00:00.000Z"
                     *       },
                     *       "made_at": "2023-12-29T21:05:00.000Z",
                     *       "origin": "canonical",
                     *       "model": {
                     *         "id": "mv_5f0c2a9e",
                     *         "name": "arima(1,1,1)",
                     *         "version": 3
                     *       },
                     *       "forecast_id": "fc_0b6f7d2c"
                     *     }
                     */
                    "application/json": {
                        symbol: string;
                        currency: string | null;
                        /** @description The next close */
                        prediction: number;
                        lower: number;
                        upper: number;
                        level: number;
                        /** @description The random walk's forecast: the last close */
                        random_walk: number;
                        horizon: number;
                        forecast: {
                            /** @description Sessions ahead */
                            step: number;
                            /** @description Median of the predictive distribution */
                            mean: number;
                            lower: number;
                            upper: number;
                            target_session: string | null;
                            random_walk: number;
                        }[];
                        /** @description The last session that the forecast has seen, and its close */
                        as_of: {
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            session: string;
                            instant: string | null;
                        };
                        /**
                         * Format: date-time
                         * @description ISO 8601 UTC
                         */
                        made_at: string;
                        /**
                         * @description canonical: the stored forecast that is scored; client: computed for this request and logged apart
                         * @enum {string}
                         */
                        origin: "canonical" | "client";
                        /** @description The version that made the forecast */
                        model: {
                            id: string;
                            /** @description The specification, such as arima(1,1,1) */
                            name: string;
                            /** @description Counted per symbol */
                            version: number;
                        };
                        forecast_id: string;
                    };
                };
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state of the server does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSymbols: {
        parameters: {
            query?: {
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Symbols */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            symbol: string;
                            /** @description ISO 10383 market code, or 24/7 */
                            exchange: string;
                            currency: string | null;
                            last_session: string | null;
                            /** @description What champion, challenger, random_walk and price_only point at */
                            aliases: {
                                alias: string;
                                revision: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 UTC
                                 */
                                moved_at: string;
                                model: {
                                    id: string;
                                    /** @description The specification, such as arima(1,1,1) */
                                    name: string;
                                    /** @description Counted per symbol */
                                    version: number;
                                } | null;
                            }[];
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSymbol: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        symbol: string;
                        /** @description ISO 10383 market code, or 24/7 */
                        exchange: string;
                        currency: string | null;
                        last_session: string | null;
                        /** @description What champion, challenger, random_walk and price_only point at */
                        aliases: {
                            alias: string;
                            revision: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            moved_at: string;
                            model: {
                                id: string;
                                /** @description The specification, such as arima(1,1,1) */
                                name: string;
                                /** @description Counted per symbol */
                                version: number;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBars: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bars */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            session: string;
                            open: number;
                            high: number;
                            low: number;
                            close: number;
                            volume: number;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    latestFeatures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Feature rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            feature_set: string;
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            session: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            known_at: string;
                            /** @description null while an indicator warms up */
                            values: {
                                [key: string]: number | null;
                            };
                        }[];
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listForecasts: {
        parameters: {
            query?: {
                /** @description An id as another answer gave it */
                version?: string;
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forecasts in the price basis of their day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            version_id: string;
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            session: string;
                            target_session: string | null;
                            horizon: number;
                            level: number;
                            /** @description The random walk's forecast */
                            previous_close: number;
                            mean: number;
                            lower: number;
                            upper: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            made_at: string;
                            actual: number | null;
                            error: number | null;
                            inside: boolean | null;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScores: {
        parameters: {
            query?: {
                /** @description Newest settled sessions that count */
                window?: number;
            };
            header?: never;
            path: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Scores of the champion of each day beside the random walk on the same sessions; null before any is settled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        symbol: string;
                        window: number;
                        from: string | null;
                        to: string | null;
                        champion: {
                            /** @description Settled sessions that the scores rest on */
                            n: number;
                            /** @description Of errors divided by the previous close */
                            mae: number;
                            /** @description Of errors divided by the previous close */
                            rmse: number;
                            /** @description Percent */
                            mape: number;
                            /** @description In currency */
                            rmse_price: number;
                            directional_accuracy: number | null;
                            /** @description Sessions with a move and a forecast of one */
                            directional_n: number;
                            majority_accuracy: number | null;
                            /** @description Share of closes inside the interval */
                            coverage: number;
                        } | null;
                        challenger: {
                            /** @description Settled sessions that the scores rest on */
                            n: number;
                            /** @description Of errors divided by the previous close */
                            mae: number;
                            /** @description Of errors divided by the previous close */
                            rmse: number;
                            /** @description Percent */
                            mape: number;
                            /** @description In currency */
                            rmse_price: number;
                            directional_accuracy: number | null;
                            /** @description Sessions with a move and a forecast of one */
                            directional_n: number;
                            majority_accuracy: number | null;
                            /** @description Share of closes inside the interval */
                            coverage: number;
                        } | null;
                        random_walk: {
                            /** @description Settled sessions that the scores rest on */
                            n: number;
                            /** @description Of errors divided by the previous close */
                            mae: number;
                            /** @description Of errors divided by the previous close */
                            rmse: number;
                            /** @description Percent */
                            mape: number;
                            /** @description In currency */
                            rmse_price: number;
                            directional_accuracy: number | null;
                            /** @description Sessions with a move and a forecast of one */
                            directional_n: number;
                            majority_accuracy: number | null;
                            /** @description Share of closes inside the interval */
                            coverage: number;
                        } | null;
                        /** @description Rolling RMSE by target session, oldest first */
                        series: {
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            session: string;
                            n: number;
                            rmse: number;
                            random_walk_rmse: number;
                        }[];
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol?: string;
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Model versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description A ticker, or * for the pooled version */
                            symbol: string;
                            /** @description The specification, such as arima(1,1,1) */
                            name: string;
                            /** @description Counted per symbol */
                            version: number;
                            /** @description Whether it can answer POST /predict */
                            price_only: boolean;
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            cutoff: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            registered_at: string;
                            /** @description Walk-forward scores beside the random walk's */
                            scores: {
                                [key: string]: unknown;
                            };
                            /** @description What the version was made from */
                            lineage: {
                                [key: string]: unknown;
                            };
                            aliases: string[];
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSymbolModels: {
        parameters: {
            query?: {
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Model versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description A ticker, or * for the pooled version */
                            symbol: string;
                            /** @description The specification, such as arima(1,1,1) */
                            name: string;
                            /** @description Counted per symbol */
                            version: number;
                            /** @description Whether it can answer POST /predict */
                            price_only: boolean;
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            cutoff: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            registered_at: string;
                            /** @description Walk-forward scores beside the random walk's */
                            scores: {
                                [key: string]: unknown;
                            };
                            /** @description What the version was made from */
                            lineage: {
                                [key: string]: unknown;
                            };
                            aliases: string[];
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id as another answer gave it */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A model version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description A ticker, or * for the pooled version */
                        symbol: string;
                        /** @description The specification, such as arima(1,1,1) */
                        name: string;
                        /** @description Counted per symbol */
                        version: number;
                        /** @description Whether it can answer POST /predict */
                        price_only: boolean;
                        /**
                         * Format: date
                         * @description A trading day of the exchange, YYYY-MM-DD
                         */
                        cutoff: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601 UTC
                         */
                        registered_at: string;
                        /** @description Walk-forward scores beside the random walk's */
                        scores: {
                            [key: string]: unknown;
                        };
                        /** @description What the version was made from */
                        lineage: {
                            [key: string]: unknown;
                        };
                        champion: boolean;
                        /** @description For If-Match; also the ETag */
                        champion_revision: number;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    promoteModel: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                /** @description A repeated request with the same key and body gets the first answer again and changes nothing. Kept in memory: for the life of this process. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description An id as another answer gave it */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Where the champion alias stands now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        symbol: string;
                        alias: string;
                        version_id: string | null;
                        revision: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601 UTC
                         */
                        moved_at: string;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state of the server does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The alias has moved since the revision in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollbackSymbol: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key and body gets the first answer again and changes nothing. Kept in memory: for the life of this process. */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Where the champion alias stands now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        symbol: string;
                        alias: string;
                        version_id: string | null;
                        revision: number;
                        /**
                         * Format: date-time
                         * @description ISO 8601 UTC
                         */
                        moved_at: string;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state of the server does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlarms: {
        parameters: {
            query?: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol?: string;
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alarms */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            symbol: string;
                            version_id: string;
                            detector: string;
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            session: string;
                            statistic: number;
                            threshold: number;
                            details: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            raised_at: string;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDrift: {
        parameters: {
            query?: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol?: string;
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Detector states */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            symbol: string;
                            version_id: string;
                            detector: string;
                            /**
                             * Format: date
                             * @description A trading day of the exchange, YYYY-MM-DD
                             */
                            session: string;
                            statistic: number | null;
                            threshold: number;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDecisions: {
        parameters: {
            query?: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol?: string;
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Decisions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            symbol: string;
                            champion_id: string;
                            challenger_id: string;
                            /** @enum {string} */
                            outcome: "promote" | "reject";
                            reason: string;
                            numbers: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            decided_at: string;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRetrainings: {
        parameters: {
            query?: {
                /**
                 * @description A ticker; case does not matter
                 * @example AAPL
                 */
                symbol?: string;
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Retrainings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            symbol: string;
                            reason: string;
                            alarm_id: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            requested_at: string;
                            challenger_id: string | null;
                            outcome: ("shadowing" | "promoted" | "rejected" | "failed") | null;
                            finished_at: string | null;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                name?: "ingest" | "features" | "settle" | "drift" | "gate" | "forecast" | "train" | "retrain";
                state?: "waiting" | "active" | "retry" | "completed" | "failed" | "cancelled";
                /** @description At most so many items */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Jobs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            name: "ingest.v1" | "features.v1" | "settle.v1" | "drift.v1" | "gate.v1" | "forecast.v1" | "train.v1" | "retrain.v1";
                            /** @enum {string} */
                            state: "waiting" | "active" | "retry" | "completed" | "failed" | "cancelled";
                            payload: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @description ISO 8601 UTC
                             */
                            created_at: string;
                            started_at: string | null;
                            finished_at: string | null;
                            attempts: number;
                            failure: string | null;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key and body gets the first answer again and changes nothing. Kept in memory: for the life of this process. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What to do
                     * @enum {string}
                     */
                    name: "ingest" | "features" | "settle" | "drift" | "gate" | "forecast" | "train" | "retrain";
                    /** @description All symbols that are followed, if left out */
                    symbols?: string[];
                    /** Format: date */
                    from?: string;
                    /** Format: date */
                    to?: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description What was queued */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            name: "ingest.v1" | "features.v1" | "settle.v1" | "drift.v1" | "gate.v1" | "forecast.v1" | "train.v1" | "retrain.v1";
                            symbols: string[];
                            /** @description false: the same job was already waiting or running */
                            queued: boolean;
                        }[];
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A job of the queue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        name: "ingest.v1" | "features.v1" | "settle.v1" | "drift.v1" | "gate.v1" | "forecast.v1" | "train.v1" | "retrain.v1";
                        /** @enum {string} */
                        state: "waiting" | "active" | "retry" | "completed" | "failed" | "cancelled";
                        payload: {
                            [key: string]: unknown;
                        };
                        /**
                         * Format: date-time
                         * @description ISO 8601 UTC
                         */
                        created_at: string;
                        started_at: string | null;
                        finished_at: string | null;
                        attempts: number;
                        failure: string | null;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is not acceptable; `field` and `accepted` say which and what would be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    version: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        version: string;
                        commit: string | null;
                        node: string;
                    };
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The request is not well-formed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Host or Origin is not this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now; try again later */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
