/**
 * What a replica did, as lines that a model can be held against (decision 0014): {@link
 * org.medchain.consensus.trace.TransitionReader} reads them off a replica's inputs and outputs,
 * {@link org.medchain.consensus.trace.TraceJson} writes them down as {@code spec/trace-format.md}
 * says.
 */
package org.medchain.consensus.trace;
