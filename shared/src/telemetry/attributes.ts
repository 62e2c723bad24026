/**
 * Every attribute name that we set by hand. Semantic conventions (1.4x) come first; what they lack is ours, under `shop.`
 * for the business and `process.`-like names for what Node measures of the process.
 */
export const attribute = {
  userId: 'user.id',
  errorType: 'error.type',

  peerName: 'service.peer.name',
  urlTemplate: 'url.template',
  resendCount: 'http.request.resend_count',
  requestBodySize: 'http.request.body.size',
  responseBodySize: 'http.response.body.size',

  querySummary: 'db.query.summary',
  operationName: 'db.operation.name',
  collectionName: 'db.collection.name',
  returnedRows: 'db.response.returned_rows',
  databaseStatus: 'db.response.status_code',
  poolName: 'db.client.connection.pool.name',

  messagingSystem: 'messaging.system',
  messagingDestination: 'messaging.destination.name',
  messagingOperation: 'messaging.operation.name',
  messagingOperationType: 'messaging.operation.type',
  messagingMessageId: 'messaging.message.id',
  messagingBatchCount: 'messaging.batch.message_count',
  /** Milliseconds that the message lay in the queue from when it could be taken until it was. */
  messagingQueueTime: 'messaging.message.queue_time',
  /** How often the message was delivered before; 0 for the first time. */
  messagingRedelivery: 'messaging.message.redelivery_count',

  orderId: 'shop.order.id',
  orderStatus: 'shop.order.status',
  orderReason: 'shop.order.reason',
  orderTotal: 'shop.order.total_minor',
  orderCurrency: 'shop.order.currency',
  orderItems: 'shop.order.item_count',
  sagaStep: 'shop.saga.step',
  sagaOutcome: 'shop.saga.outcome',
  sagaVersion: 'shop.saga.version',
  riskRule: 'shop.risk.rule',
  riskScore: 'shop.risk.score',
  riskDecision: 'shop.risk.decision',
  cacheHit: 'shop.cache.hit',
  dispatchSize: 'shop.dispatch.shipment_count',
  recoveredFrom: 'shop.recovery.previous_step',

  /** Which load test a request belongs to; on the gateway's server span. */
  loadScenario: 'shop.load.scenario',
  loadJourney: 'shop.load.journey',
  loadRunId: 'shop.load.run_id',

  /** What was waited for, and what held it when the wait began; a link leads to the holder's span. */
  lockName: 'shop.lock.name',
  lockHolderOperation: 'shop.lock.holder.operation',

  /**
   * Of the whole process, as the difference over the span: Node cannot tell which request caused them. Delay is how long
   * timers ran late in all, CPU and garbage collection are of the main thread; all in milliseconds, utilisation is 0 to 1.
   */
  eventLoopDelay: 'nodejs.eventloop.delay_ms',
  eventLoopUtilization: 'nodejs.eventloop.utilization',
  cpuTime: 'nodejs.cpu.time_ms',
  gcPause: 'nodejs.gc.pause_ms',
} as const;

/** The baggage members that become span attributes of the same name; nothing else in baggage ever does. */
export const shopBaggage = {
  tenant: 'shop.tenant',
  customerTier: 'shop.customer_tier',
  synthetic: 'shop.synthetic',
} as const;
