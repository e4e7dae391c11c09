/**
 * {@code medchain calibrate}: measures on this machine the costs that the simulation charges
 * (CMP-48).
 */
package org.medchain.cluster.calibrate;
