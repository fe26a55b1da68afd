export const tax = (income, rate = 0.2) => Math.round(income * rate * 100) / 100;

export const bracket = (income) => (income < 100 ? 'low' : income < 1000 ? 'middle' : 'high');
