/**
 * The messages and certificates of PBFT (Castro and Liskov 1999, 2002), with their wire format;
 * what each has to satisfy by itself is checked here, what it means for a replica is decided in
 * {@code org.medchain.consensus.pbft}.
 */
package org.medchain.consensus.pbft.message;
