package org.medchain.simulation;

import org.medchain.consensus.Token;

/**
 * Something that a node persisted under this token is now durable.
 *
 * @param life of the node that persisted it; if it has crashed since, this never happened
 */
record Durable(int life, Token token) implements Occurrence {}
