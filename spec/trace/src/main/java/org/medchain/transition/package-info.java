/**
 * A replica's transitions, as lines that are checked against a model (decision 0014): {@link
 * org.medchain.transition.TransitionReader} derives them from a replica's inputs and outputs,
 * {@link org.medchain.transition.TraceJson} writes them in the format of {@code
 * spec/trace-format.md}.
 */
package org.medchain.transition;
