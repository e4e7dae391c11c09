package org.medchain.simulation;

import org.medchain.consensus.Token;

/** Something that a node persisted under this token is now durable. */
record Durable(Token token) implements Occurrence {}
