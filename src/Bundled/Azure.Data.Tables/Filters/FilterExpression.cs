using System.Linq.Expressions;
using System.Reflection;
using Azure.Data.Tables.Entities;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Filters;

/// <summary>Turns <c>e =&gt; e.PartitionKey == id &amp;&amp; e.Due &lt;= now</c> into an OData filter.</summary>
internal static class FilterExpression
{
    /// <returns>The filter, or null where every entity fits.</returns>
    /// <exception cref="NotSupportedException">The service has no such filter.</exception>
    public static string Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var text = Condition(filter.Body);
        return text == "true" ? null : text;
    }

    private static string Condition(Expression expression) => expression switch
    {
        _ when !UsesEntity(expression) => FilterLiteral.Of(Evaluate(expression)),
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both =>
            $"({Condition(both.Left)}) and ({Condition(both.Right)})",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either =>
            $"({Condition(either.Left)}) or ({Condition(either.Right)})",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        UnaryExpression { NodeType: ExpressionType.Convert } converted => Condition(converted.Operand),
        BinaryExpression comparison => Comparison(comparison),
        MethodCallExpression { Method: { Name: nameof(Equals), IsStatic: true }, Arguments: [var left, var right, ..] } =>
            Comparison(left, "eq", right),
        MethodCallExpression { Method.Name: nameof(Equals), Object: { } left, Arguments: [var right, ..] } =>
            Comparison(left, "eq", right),
        _ => $"{Property(expression)} eq true",
    };

    private static string Comparison(BinaryExpression comparison)
    {
        var (left, right) = Sides(comparison);
        return Comparison(left, Operator(comparison.NodeType), right);
    }

    private static string Comparison(Expression left, string comparedBy, Expression right) => UsesEntity(left)
        ? $"{Property(left)} {comparedBy} {Value(right, left)}"
        : $"{Value(left, right)} {comparedBy} {Property(right)}";

    /// <summary>Strings have no operators for order in C#, so comparing <c>CompareTo</c> or <c>Compare</c> with zero stands for them. The service compares by ordinal, whatever is asked.</summary>
    private static (Expression Left, Expression Right) Sides(BinaryExpression comparison) => comparison.Left switch
    {
        MethodCallExpression { Method.Name: nameof(string.Compare), Method.IsStatic: true, Arguments.Count: > 1 } compare
            when IsZero(comparison.Right) => (compare.Arguments[0], compare.Arguments[1]),
        MethodCallExpression { Method.Name: nameof(string.CompareTo), Object: not null, Arguments.Count: 1 } compare
            when IsZero(comparison.Right) => (compare.Object, compare.Arguments[0]),
        _ => (comparison.Left, comparison.Right),
    };

    private static bool IsZero(Expression expression) => !UsesEntity(expression) && Evaluate(expression) is 0;

    private static string Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        _ => throw new NotSupportedException($"A table filter has no operator for {type}."),
    };

    private static string Value(Expression expression, Expression comparedWith)
    {
        if (UsesEntity(expression))
        {
            throw new NotSupportedException("A table filter compares a property with a value, not with another property.");
        }

        var value = Evaluate(expression);
        var type = Unwrap(comparedWith).Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return FilterLiteral.Of(type.IsEnum && value is not null ? Enum.ToObject(type, value).ToString() : value);
    }

    private static string Property(Expression expression) => Unwrap(expression) switch
    {
        MemberExpression { Expression: { } owner, Member.Name: "Value" } value
            when Nullable.GetUnderlyingType(owner.Type) is not null && UsesEntity(value) => Property(owner),
        MemberExpression { Expression: { } owner } member when Unwrap(owner) is ParameterExpression => NameOf(member.Member),
        MethodCallExpression { Object: { } owner, Arguments: [var name] } get
            when Unwrap(owner) is ParameterExpression && get.Method.Name.StartsWith("get", StringComparison.OrdinalIgnoreCase)
            => (string)Evaluate(name),
        var other => throw new NotSupportedException($"A table filter cannot hold '{other}'."),
    };

    private static string NameOf(MemberInfo member) =>
        member.DeclaringType == typeof(TableItem) ? "TableName" : EntityProperty.NameOf(member);

    private static Expression Unwrap(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } converted
            ? Unwrap(converted.Operand)
            : expression;

    private static object Evaluate(Expression expression) => expression is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda(expression).Compile(preferInterpretation: true).DynamicInvoke();

    private static bool UsesEntity(Expression expression)
    {
        var search = new ParameterSearch();
        search.Visit(expression);
        return search.Found;
    }

    private sealed class ParameterSearch : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found = true;
            return node;
        }
    }
}
