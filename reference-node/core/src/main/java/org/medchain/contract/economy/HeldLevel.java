package org.medchain.contract.economy;

import org.medchain.data.Encodable;

/**
 * A membership level that a participant bought (GAME-5).
 *
 * @param level which, from 1 on
 * @param until height of the last block in which it holds
 */
public record HeldLevel(int level, long until) implements Encodable {}
