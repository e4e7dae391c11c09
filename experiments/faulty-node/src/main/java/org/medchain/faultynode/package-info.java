/**
 * A node process with injected faults: a clock that jumps and runs fast, a disk that fails, loses,
 * tears, flips and misdirects, and a Byzantine replica (FN-1).
 *
 * <p>{@link org.medchain.faultynode.FaultyNodeProcess} starts it; {@link
 * org.medchain.faultynode.FaultKey} lists the faults, {@link org.medchain.faultynode.Faults} is
 * their notation, and a running process reads {@link org.medchain.faultynode.FaultsFile}.
 */
package org.medchain.faultynode;
