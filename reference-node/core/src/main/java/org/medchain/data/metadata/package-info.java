/**
 * What a record says in words, and how the chain holds it: in clear as the paper's figure 2 has it,
 * or sealed, as commitments that only readers open (PRIV-6; decision 0260).
 */
package org.medchain.data.metadata;
