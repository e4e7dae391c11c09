/** Claims on records (CLAIM-3). */
package org.medchain.claims.records;
