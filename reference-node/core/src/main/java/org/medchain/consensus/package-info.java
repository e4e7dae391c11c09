/**
 * The medical consensus layer (paper §3.2.3): what every protocol shares. A protocol is a {@link
 * org.medchain.consensus.Replica}: one {@link org.medchain.consensus.Input} in, some {@link
 * org.medchain.consensus.Output}s out, no IO, no clock, no threads; {@link
 * org.medchain.consensus.ClientSession} is the client's side in the same form; what distinguishes
 * it from others is a {@link org.medchain.consensus.Protocol}.
 *
 * <p>Reading order: Input, Output, Replica, then {@code pbft} and {@code pow}. {@link
 * org.medchain.consensus.OutputInterpreter} carries out a replica's outputs, for the hosts of the
 * simulation and of the node alike.
 */
package org.medchain.consensus;
