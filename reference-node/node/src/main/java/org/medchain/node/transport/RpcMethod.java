package org.medchain.node.transport;

/**
 * The method of a call. Codes are part of the wire format: never reused, never renumbered.
 *
 * @param code 1 to 255
 * @param name for metrics and logs
 */
public record RpcMethod(int code, String name) {}
