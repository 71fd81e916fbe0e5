using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Pools;

/// <summary>The settings of a pool that is about to be made: the one way from what was asked for to what is stored.</summary>
public static class NewPool
{
    /// <param name="asked">What the request says, without id and dates.</param>
    /// <param name="schema">The request's Schema.</param>
    /// <param name="poolId">New, or chosen by a seed.</param>
    /// <param name="installation">Whose ARN the pool has.</param>
    /// <param name="now">When it is made.</param>
    /// <exception cref="Wire.CognitoError">InvalidParameterException, FeatureUnavailableInTierException or UserPoolTaggingException.</exception>
    public static UserPoolType From(
        UserPoolType asked, IReadOnlyList<SchemaAttributeType> schema, string poolId, Installation installation, DateTimeOffset now)
    {
        var declared = asked with { SchemaAttributes = SchemaAttributes.Declare(schema) };
        PoolRules.CheckNew(declared);
        PoolRules.Check(declared);
        NotYetBuilt.Refuse(declared);
        return PoolDefaults.Complete(declared) with
        {
            Id = poolId,
            Arn = installation.PoolArn(poolId),
            CreationDate = now,
            LastModifiedDate = now,
        };
    }
}
