/** Encryption of files: authenticated segments, and a key wrapped for each reader. */
package org.medchain.node.files.sealing;
