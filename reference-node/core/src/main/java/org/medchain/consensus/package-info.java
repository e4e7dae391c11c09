/**
 * The medical consensus layer (paper §3.2.3): the parts that all protocols share. A {@link
 * org.medchain.consensus.Replica} maps one {@link org.medchain.consensus.Input} to some {@link
 * org.medchain.consensus.Output}s, without IO, clock and threads.
 *
 * <p>Reading order: Input, Output, Replica, then {@code pbft} and {@code pow}; {@link
 * org.medchain.consensus.OutputInterpreter} carries outputs out in both hosts.
 */
package org.medchain.consensus;
