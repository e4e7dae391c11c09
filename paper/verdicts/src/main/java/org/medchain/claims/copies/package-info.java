/** Claims on many nodes (CLAIM-3). */
package org.medchain.claims.copies;
