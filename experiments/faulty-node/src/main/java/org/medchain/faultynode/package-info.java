/**
 * A node process in which faults are injected: behind the node's ports stand a clock that jumps and
 * runs fast, a disk that fails, loses, tears, flips and misdirects, and a replica that lies (FN-1).
 *
 * <p>Reading order: {@link org.medchain.faultynode.FaultyNodeProcess} starts it; {@link
 * org.medchain.faultynode.FaultKey} says which faults there are, {@link
 * org.medchain.faultynode.Faults} how they are written down, {@link
 * org.medchain.faultynode.FaultsFile} how a running process hears of them.
 */
package org.medchain.faultynode;
