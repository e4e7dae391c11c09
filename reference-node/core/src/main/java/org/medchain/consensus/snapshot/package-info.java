/** A state in bytes, for restarts and state transfer (Castro and Liskov 2002, §6.2). */
package org.medchain.consensus.snapshot;
