/** Many blocks, or messages made to fill memory: what a replica keeps stays bounded. */
package org.medchain.consensus.pbft.flood;
