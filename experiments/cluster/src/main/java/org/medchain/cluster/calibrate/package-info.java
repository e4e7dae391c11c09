/** Measures on this machine what the simulation charges (CMP-48): {@code medchain calibrate}. */
package org.medchain.cluster.calibrate;
