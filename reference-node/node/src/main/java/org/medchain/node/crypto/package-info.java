/** Signatures and message authentication codes by native code, where the platform has it. */
package org.medchain.node.crypto;
