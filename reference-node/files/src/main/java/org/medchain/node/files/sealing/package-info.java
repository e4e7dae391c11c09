/**
 * Encryption of files: segments with authenticated encryption (RFC 5116), and a key that is wrapped
 * for each reader.
 */
package org.medchain.node.files.sealing;
