/** The baggage member that aims a fault at one request: `<fault>` or `<fault>:<magnitude>`; in lab mode only, and on no span. */
export const labTarget = 'lab.fault';

/** What the member's value has to look like. */
export const labTargetForm = /^(?<fault>[a-z][a-z0-9-]{0,39})(?::(?<magnitude>[123]))?$/;
