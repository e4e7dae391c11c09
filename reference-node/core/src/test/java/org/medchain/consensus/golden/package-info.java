/** Golden interaction files: the messages of a few nodes as text. */
package org.medchain.consensus.golden;
