/**
 * Measures on this machine the costs that the simulation charges (CMP-48): {@code medchain
 * calibrate}.
 */
package org.medchain.cluster.calibrate;
