/** Figures of claims as data: tables of configs, and expressions over them (CLAIM-13). */
package org.medchain.claims.data;
