import {
  ATTR_DB_COLLECTION_NAME,
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_RESPONSE_STATUS_CODE,
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_RESEND_COUNT,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
} from '@opentelemetry/semantic-conventions';
import {
  ATTR_DB_CLIENT_CONNECTION_POOL_NAME,
  ATTR_DB_RESPONSE_RETURNED_ROWS,
  ATTR_HTTP_REQUEST_BODY_SIZE,
  ATTR_HTTP_RESPONSE_BODY_SIZE,
  ATTR_MESSAGING_DESTINATION_NAME,
  ATTR_MESSAGING_MESSAGE_ID,
  ATTR_MESSAGING_OPERATION_NAME,
  ATTR_MESSAGING_OPERATION_TYPE,
  ATTR_MESSAGING_SYSTEM,
  ATTR_SERVICE_PEER_NAME,
  ATTR_URL_TEMPLATE,
  ATTR_USER_ID,
} from '@opentelemetry/semantic-conventions/incubating';

/** Every attribute name that we set by hand: semantic conventions first; what they lack is ours, and begins with `shop.`. */
export const attribute = {
  userId: ATTR_USER_ID,
  errorType: ATTR_ERROR_TYPE,

  peerName: ATTR_SERVICE_PEER_NAME,
  urlTemplate: ATTR_URL_TEMPLATE,
  requestMethod: ATTR_HTTP_REQUEST_METHOD,
  responseStatus: ATTR_HTTP_RESPONSE_STATUS_CODE,
  resendCount: ATTR_HTTP_REQUEST_RESEND_COUNT,
  requestBodySize: ATTR_HTTP_REQUEST_BODY_SIZE,
  responseBodySize: ATTR_HTTP_RESPONSE_BODY_SIZE,

  querySummary: ATTR_DB_QUERY_SUMMARY,
  operationName: ATTR_DB_OPERATION_NAME,
  collectionName: ATTR_DB_COLLECTION_NAME,
  returnedRows: ATTR_DB_RESPONSE_RETURNED_ROWS,
  databaseStatus: ATTR_DB_RESPONSE_STATUS_CODE,
  poolName: ATTR_DB_CLIENT_CONNECTION_POOL_NAME,

  messagingSystem: ATTR_MESSAGING_SYSTEM,
  messagingDestination: ATTR_MESSAGING_DESTINATION_NAME,
  messagingOperation: ATTR_MESSAGING_OPERATION_NAME,
  messagingOperationType: ATTR_MESSAGING_OPERATION_TYPE,
  messagingMessageId: ATTR_MESSAGING_MESSAGE_ID,
  /** How long the message lay in the queue from when it could be taken until it was. */
  messageQueueTime: 'shop.message.queue_time_ms',
  /** How often the message was delivered before; 0 for the first time. */
  messageRedelivery: 'shop.message.redelivery_count',

  orderId: 'shop.order.id',
  orderStatus: 'shop.order.status',
  orderReason: 'shop.order.reason',
  orderTotal: 'shop.order.total_minor',
  orderCurrency: 'shop.order.currency',
  orderItems: 'shop.order.item_count',
  sagaStep: 'shop.saga.step',
  sagaVersion: 'shop.saga.version',
  /** Why something was refused, as the problem document says it: an answer, not an error. */
  refusalCode: 'shop.refusal.code',
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
   * timers ran late in all, CPU and garbage collection are of the main thread; utilisation is 0 to 1.
   */
  eventLoopDelay: 'shop.process.event_loop_delay_ms',
  eventLoopUtilization: 'shop.process.event_loop_utilization',
  cpuTime: 'shop.process.cpu_time_ms',
  gcPause: 'shop.process.gc_pause_ms',
} as const;

/** The baggage members that become span attributes of the same name; nothing else in baggage ever does. */
export const shopBaggage = {
  tenant: 'shop.tenant',
  customerTier: 'shop.customer_tier',
  synthetic: 'shop.synthetic',
} as const;
