/** Floods of blocks and messages: the memory of a replica stays bounded. */
package org.medchain.consensus.pbft.flood;
