/** Words of a record on the chain, in clear or sealed (paper, figure 2; PRIV-6; decision 0260). */
package org.medchain.data.metadata;
