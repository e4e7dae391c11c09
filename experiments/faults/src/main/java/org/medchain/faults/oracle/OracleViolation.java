package org.medchain.faults.oracle;

/**
 * A violation that an oracle found.
 *
 * @param oracle AG agreement · ROOT equal state roots · DUP exactly once · BL bounded liveness ·
 *     FAIR liveness of each client · LOST accepted and gone · LIN linearizable reads · VALID a
 *     block that must not be committed · STEP a replica that failed · HEAD wrong best chain · ACK
 *     accepted too early
 * @param text what happened, in one line
 */
public record OracleViolation(String oracle, String text) {}
