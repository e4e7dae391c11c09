/** Encryption of files. */
package org.medchain.node.files.sealing;
