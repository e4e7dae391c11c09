/**
 * Light clients (paper §4 (1)): headers and certificates alone, and proofs that they verify.
 *
 * <p>The file of headers is checked again when it is opened. When certificates make up a quarter of
 * it, it is written again with the last one only.
 */
package org.medchain.node.light;
