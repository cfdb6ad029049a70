/**
 * How long access tokens of an OAuth client may live, in seconds: `accessTokenValiditySeconds` of the API's OAuthClient (OpenAPI of 2026-07).
 * A client for SCIM may have more (resource genesyscloud_oauth_client of the Terraform provider 1.84).
 */
export const TOKEN_LIFETIME = { least: 300, most: 172_800, scim: { scope: 'scim', most: 38_880_000 } } as const;
