package org.medchain.faults.run;

/**
 * How clients behave, in ns.
 *
 * @param workers clients at work at once
 * @param thinkNs mean time between an answer and the next call of a worker
 * @param timeoutNs after which a call is given up
 * @param endNs when the load ends and all faults are healed
 * @param lastNs when the last calls begin
 * @param lastTimeoutNs after which a last call is given up
 */
public record InterpreterSettings(
    int workers, long thinkNs, long timeoutNs, long endNs, long lastNs, long lastTimeoutNs) {}
