/** Light clients (paper §4 (1)): headers and certificates alone, and proofs that they verify. */
package org.medchain.node.light;
