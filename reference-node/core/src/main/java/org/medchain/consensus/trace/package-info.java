/**
 * A replica's transitions, as lines that are checked against a model (decision 0014): {@link
 * org.medchain.consensus.trace.TransitionReader} derives them from a replica's inputs and outputs,
 * {@link org.medchain.consensus.trace.TraceJson} writes them in the format of {@code
 * spec/trace-format.md}.
 */
package org.medchain.consensus.trace;
