/** Light clients (paper §4 (1)): headers, certificates and proofs that they verify. */
package org.medchain.node.light;
