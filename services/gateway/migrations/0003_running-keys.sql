CREATE INDEX idempotency_keys_running ON idempotency_keys (order_id) WHERE running_until IS NOT NULL;
